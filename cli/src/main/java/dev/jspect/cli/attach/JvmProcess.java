// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running JVM as seen from outside, at the moment it was listed. Strings come from the process and are not trusted:
 * show them through {@code SafeText} only.
 *
 * @param pid the process id, as this tool sees it
 * @param nsPid the process id as the process itself sees it; differs from {@code pid} in a container
 * @param name what to call it: the main class's simple name, or the jar's file name
 * @param mainClass the main class's full name, or null when a jar was started or nothing is known
 * @param jar the jar that was started as it was written, or null
 * @param arguments what the main class was given
 * @param jvmArguments what the JVM was given
 * @param vmName the virtual machine's own name, such as {@code OpenJDK 64-Bit Server VM}
 * @param uid the effective user id
 * @param gid the effective group id
 * @param startTicks when the process started, in clock ticks since boot; with the pid it identifies a process for ever
 * @param container the container's short id, or the pid namespace when it is no container we know; null outside of one
 * @param attachable whether this user may attach
 * @param reason why not, or null
 * @param root what the process sees as {@code /}, as a path of ours: {@code /} or {@code /proc/PID/root}
 */
public record JvmProcess(
        int pid,
        int nsPid,
        String name,
        @Nullable String mainClass,
        @Nullable String jar,
        List<String> arguments,
        List<String> jvmArguments,
        @Nullable String javaVersion,
        @Nullable String javaHome,
        @Nullable String vendor,
        @Nullable String vmName,
        String user,
        int uid,
        int gid,
        long startTicks,
        long uptimeMs,
        @Nullable String container,
        boolean attachable,
        @Nullable String reason,
        Path root) {

    /** Returns how messages call it: {@code 4711 (OrderService)}. */
    public String label() {
        return name.isEmpty() ? Integer.toString(pid) : pid + " (" + name + ")";
    }

    /** Returns the feature release, 8 for {@code 1.8.0_504} and 17 for {@code 17.0.15}; 0 when it is not known. */
    public int feature() {
        if (javaVersion == null) {
            return 0;
        }
        int start = javaVersion.startsWith("1.") ? 2 : 0;
        int end = start;
        while (end < javaVersion.length() && end < start + 4 && Character.isDigit(javaVersion.charAt(end))) {
            end++;
        }
        return end == start ? 0 : Integer.parseInt(javaVersion.substring(start, end));
    }

    /** Returns the tool's own path to an absolute path of the target. */
    public Path seenFromHere(String targetPath) {
        return root.resolve(targetPath.startsWith("/") ? targetPath.substring(1) : targetPath);
    }

    /** Returns this process with the reason why it cannot be attached to. */
    JvmProcess refusedBecause(String why) {
        return new JvmProcess(
                pid,
                nsPid,
                name,
                mainClass,
                jar,
                arguments,
                jvmArguments,
                javaVersion,
                javaHome,
                vendor,
                vmName,
                user,
                uid,
                gid,
                startTicks,
                uptimeMs,
                container,
                false,
                why,
                root);
    }
}
