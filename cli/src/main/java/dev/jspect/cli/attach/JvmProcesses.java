// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.JspectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the JVMs of a machine without touching any of them: by the files HotSpot keeps for {@code jps}, and by the
 * JVM's library in a process's memory map, which also finds those in containers and those that keep no file. This is on
 * the way of every command: it loads few classes and reads each file once.
 */
public final class JvmProcesses {
    private static final int TICKS_PER_SECOND = 100;
    /** The kernel counts a process's start in ticks, and the clock may have been set a little since. */
    private static final long CLOCK_SLACK_MS = 2_000;

    private final ProcDirectory proc;
    private final PerfDataFiles ownFiles;
    private final UserNames users;
    private final Preflight preflight;
    private final @Nullable String ownMounts;
    private final long bootMs;
    private final long sinceBootMs;

    JvmProcesses(ProcDirectory proc, Path tmp, Path passwd) {
        this.proc = proc;
        this.ownFiles = PerfDataFiles.in(tmp);
        this.users = new UserNames(passwd);
        this.preflight = Preflight.with(proc);
        this.ownMounts = proc.ownLink("ns/mnt");
        this.sinceBootMs = proc.uptimeMs();
        this.bootMs = System.currentTimeMillis() - sinceBootMs;
    }

    /** Returns every JVM this user may know of, ascending by id, jspect itself left out. */
    public static List<JvmProcess> list() {
        ProcDirectory proc = ProcDirectory.ofThisMachine();
        return proc.exists() ? onThisMachine(proc).all() : JdkProcessList.list();
    }

    /** Returns the JVM of this id, or null when there is no such process or it is none. */
    public static @Nullable JvmProcess find(int pid) {
        ProcDirectory proc = ProcDirectory.ofThisMachine();
        if (proc.exists()) {
            return onThisMachine(proc).one(pid);
        }
        for (JvmProcess jvm : JdkProcessList.list()) {
            if (jvm.pid() == pid) {
                return jvm;
            }
        }
        return null;
    }

    private static JvmProcesses onThisMachine(ProcDirectory proc) {
        return new JvmProcesses(proc, Path.of("/tmp"), Path.of("/etc/passwd"));
    }

    List<JvmProcess> all() {
        List<JvmProcess> jvms = new ArrayList<>();
        int self = proc.self();
        for (int pid : proc.pids()) {
            JvmProcess jvm = pid == self ? null : one(pid);
            if (jvm != null && !isJspect(jvm)) {
                jvms.add(jvm);
            }
        }
        return jvms;
    }

    /** Another jspect, such as the one that makes the start-up archive: found by its process id only. */
    private static boolean isJspect(JvmProcess jvm) {
        String jar = jvm.jar();
        String mainClass = jvm.mainClass();
        return (jar != null && (jar.equals("jspect.jar") || jar.endsWith("/jspect.jar")))
                || (mainClass != null && mainClass.startsWith("dev.jspect.cli."));
    }

    @Nullable
    JvmProcess one(int pid) {
        boolean mentioned = ownFiles.mention(pid);
        String library = mentioned ? null : proc.mappedJvm(pid);
        String[] commandLine = null;
        if (!mentioned && library == null) {
            commandLine = proc.commandLine(pid);
            if (!LauncherOptions.isLauncher(commandLine) || proc.read(pid, "maps") != null) {
                return null;
            }
        }
        ProcStat stat = proc.stat(pid);
        ProcStatus status = proc.status(pid);
        if (stat == null || status == null) {
            return null;
        }
        Path root = rootOf(pid);
        HsPerfData counters = counters(pid, status, stat, root);
        if (mentioned && counters == null) {
            // The file is stale, or not ours to read.
            library = proc.mappedJvm(pid);
            if (library == null && proc.read(pid, "maps") != null) {
                return null;
            }
        }
        if (commandLine == null) {
            commandLine = proc.commandLine(pid);
        }
        if (counters == null && library == null && !LauncherOptions.isLauncher(commandLine)) {
            return null;
        }
        return describe(pid, stat, status, root, counters, library, commandLine);
    }

    private JvmProcess describe(
            int pid,
            ProcStat stat,
            ProcStatus status,
            Path root,
            @Nullable HsPerfData counters,
            @Nullable String library,
            String[] commandLine) {
        CommandText command = CommandText.of(
                commandLine,
                counters == null ? null : counters.text("sun.rt.javaCommand"),
                counters == null ? null : counters.text("java.rt.vmArgs"));
        if (counters == null) {
            command = command.with(EnvironmentOptions.of(proc.read(pid, "environ")));
        }
        JdkFacts jdk = counters != null ? JdkFacts.told(counters) : JdkFacts.found(root, library);
        String name = command.name();
        JvmProcess jvm = new JvmProcess(
                pid,
                status.nsPid(),
                name.isEmpty() && commandLine.length > 0
                        ? commandLine[0].substring(commandLine[0].lastIndexOf('/') + 1)
                        : name,
                command.mainClass(),
                command.jar(),
                command.arguments(),
                command.jvmArguments(),
                jdk.version(),
                jdk.home(),
                jdk.vendor(),
                jdk.vmName(),
                users.of(status.uid()),
                status.uid(),
                status.gid(),
                stat.startTicks(),
                Math.max(0, sinceBootMs - stat.startTicks() * 1000 / TICKS_PER_SECOND),
                container(pid, status, root),
                true,
                null,
                root);
        JspectException objection = preflight.objection(jvm, status);
        return objection == null ? jvm : jvm.refusedBecause(reason(jvm, objection));
    }

    private static String reason(JvmProcess jvm, JspectException objection) {
        String why = objection.why();
        String label = jvm.label();
        return why == null || objection.what().startsWith(label)
                ? "it" + objection.what().substring(label.length())
                : why;
    }

    private @Nullable HsPerfData counters(int pid, ProcStatus status, ProcStat stat, Path root) {
        PerfDataFiles files = root.getNameCount() == 0 ? ownFiles : PerfDataFiles.in(root.resolve("tmp"));
        Path file = files.find(status.nsPid(), status.uid());
        HsPerfData counters = file == null ? null : PerfDataFiles.read(file);
        if (counters == null) {
            return null;
        }
        // A file that is older than the process belonged to an earlier process of the same id.
        Long began = counters.number("sun.rt.createVmBeginTime");
        long startMs = bootMs + stat.startTicks() * 1000 / TICKS_PER_SECOND;
        boolean older = began == null || began < startMs - CLOCK_SLACK_MS;
        return older && proc.mappedJvm(pid) == null ? null : counters;
    }

    private Path rootOf(int pid) {
        String mounts = proc.link(pid, "ns/mnt");
        String itsRoot = proc.link(pid, "root");
        boolean own = mounts == null || itsRoot == null || (mounts.equals(ownMounts) && itsRoot.equals("/"));
        return own ? Path.of("/") : proc.of(pid).resolve("root");
    }

    private @Nullable String container(int pid, ProcStatus status, Path root) {
        if (!status.nested() && root.getNameCount() == 0) {
            return null;
        }
        byte[] groups = proc.read(pid, "cgroup");
        String id = groups == null ? null : ContainerId.in(new String(groups, StandardCharsets.ISO_8859_1));
        return id != null || !status.nested() ? id : proc.link(pid, "ns/pid");
    }
}
