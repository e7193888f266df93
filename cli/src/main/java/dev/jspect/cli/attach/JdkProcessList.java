// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list that {@code jdk.attach} gives, where there is no {@code /proc}: macOS and Windows. Less is known there. */
final class JdkProcessList {
    private JdkProcessList() {}

    static List<JvmProcess> list() {
        List<JvmProcess> jvms = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
            int pid = ProcDirectory.parsePid(descriptor.id());
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            if (pid != self && process.isPresent()) {
                jvms.add(describe(pid, descriptor.displayName(), process.get().info()));
            }
        }
        return jvms;
    }

    private static JvmProcess describe(int pid, String displayName, ProcessHandle.Info info) {
        CommandText command = CommandText.of(new String[0], displayName, "");
        long uptimeMs = info.startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis())
                .orElse(0L);
        return new JvmProcess(
                pid,
                pid,
                command.name(),
                command.mainClass(),
                command.jar(),
                command.arguments(),
                List.of(),
                null,
                null,
                null,
                null,
                info.user().orElse("?"),
                -1,
                -1,
                0,
                uptimeMs,
                null,
                true,
                null,
                Path.of("/"));
    }
}
