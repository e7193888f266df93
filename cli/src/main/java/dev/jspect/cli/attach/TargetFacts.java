// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.JspectException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be known beforehand about attaching to a target, read from outside without touching it.
 *
 * @param objection why attaching would be refused, or null
 * @param listening whether its attach socket exists already, so that no signal is needed
 * @param handlesQuit whether it handles the signal that asks it to listen
 * @param sameNetwork whether it can reach a loopback port of ours
 * @param tmp its {@code /tmp} as a path of ours
 * @param tmpWritable whether files can be created there
 * @param tmpFreeBytes how much fits there
 * @param instrument whether its JDK has the module that Java agents need; null when we may not look
 * @param environment its variables as they were at its start, {@code NAME=VALUE}; empty when we may not look
 */
public record TargetFacts(
        @Nullable JspectException objection,
        boolean listening,
        boolean handlesQuit,
        boolean sameNetwork,
        Path tmp,
        boolean tmpWritable,
        long tmpFreeBytes,
        @Nullable Boolean instrument,
        List<String> environment) {

    /** Looks at a target. */
    public static TargetFacts of(JvmProcess target) {
        return of(target, ProcDirectory.ofThisMachine());
    }

    static TargetFacts of(JvmProcess target, ProcDirectory proc) {
        Preflight preflight = Preflight.with(proc);
        ProcStatus status = proc.status(target.pid());
        Path tmp = target.seenFromHere("/tmp");
        String network = proc.link(target.pid(), "ns/net");
        return new TargetFacts(
                status == null ? null : preflight.objection(target, status),
                new AttachListener(target, proc, preflight).exists(),
                status == null || status.catchesQuit(),
                network == null || network.equals(proc.ownLink("ns/net")),
                tmp,
                Files.isWritable(tmp),
                new File(tmp.toString()).getUsableSpace(),
                instrument(target),
                environment(target, proc));
    }

    private static @Nullable Boolean instrument(JvmProcess target) {
        String home = target.javaHome();
        if (home == null || target.feature() == 0) {
            return null;
        }
        if (target.feature() <= 8) {
            return true;
        }
        Path ours = target.seenFromHere(home);
        JdkRelease release = JdkRelease.of(ours);
        String modules = release == null ? null : release.value("MODULES");
        if (modules != null) {
            return List.of(modules.split(" ", -1)).contains("java.instrument");
        }
        Path lib = ours.resolve("lib");
        return Files.isReadable(lib) ? Files.exists(lib.resolve(System.mapLibraryName("instrument"))) : null;
    }

    private static List<String> environment(JvmProcess target, ProcDirectory proc) {
        byte[] content = proc.read(target.pid(), "environ");
        return content == null ? List.of() : List.of(new String(content, StandardCharsets.UTF_8).split("\0", -1));
    }
}
