package org.brandstore.cli;

import java.util.concurrent.Callable;

/**
 * A subcommand of the program: a CDI bean annotated with picocli's {@code @Command}. {@link #call()} returns the exit
 * status.
 */
public interface CliCommand extends Callable<Integer> {}
