package org.brandstore.snap.gadget;

import java.util.OptionalLong;

/**
 * What is put into a structure: files into its file system, or an image as it is. Texts are empty where the gadget says
 * nothing.
 *
 * @param source of files, in the gadget, or in the kernel where it begins with {@code $kernel:}
 * @param target in the file system
 * @param image in the gadget
 * @param offset of the image in the structure, in bytes
 * @param size of the image's place in bytes; 0 for as many as it has
 */
public record Content(String source, String target, String image, OptionalLong offset, long size) {}
