package org.brandstore.snap.gadget;

import java.util.List;
import org.brandstore.snap.kernel.KernelArgument;

/**
 * What a gadget.yaml says that is right.
 *
 * @param volumes none for many a classic model
 * @param appended arguments for the kernel, in the order of the file
 * @param changesKernelArguments whether it adds or removes any, so that devices look at no file with a command line
 */
public record Gadget(
        List<Volume> volumes,
        List<Assignment> assignments,
        List<Connection> connections,
        List<KernelArgument> appended,
        boolean changesKernelArguments) {
    public Gadget {
        volumes = List.copyOf(volumes);
        assignments = List.copyOf(assignments);
        connections = List.copyOf(connections);
        appended = List.copyOf(appended);
    }
}
