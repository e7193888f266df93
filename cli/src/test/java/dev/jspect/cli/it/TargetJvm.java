// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import dev.jspect.target.OrderService;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running target. Returned when it has printed {@code ready}; ended, with all it started, by {@link #close}. */
public final class TargetJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final Path directory;
    private final ProcessHandle jvm;

    private TargetJvm(Process process, Path directory, ProcessHandle jvm) {
        this.process = process;
        this.directory = directory;
        this.jvm = jvm;
    }

    /** What to start, and how. */
    public static final class Launch {
        private final List<String> command = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private final Jdks.Jdk jdk;
        private String classPath = plainTargets().toString();
        private @Nullable Path workingDirectory;

        private Launch(Jdks.Jdk jdk) {
            this.jdk = jdk;
        }

        /** Adds options of the JVM. */
        public Launch with(String... jvmOptions) {
            options.addAll(List.of(jvmOptions));
            return this;
        }

        /** Puts a command before {@code java}, such as {@code setpriv}. */
        public Launch under(String... prefix) {
            command.addAll(List.of(prefix));
            return this;
        }

        /** Takes the classes from elsewhere: directories, jars, or a directory's jars by a star. */
        public Launch classPath(Path... entries) {
            classPath = Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            return this;
        }

        public Launch in(Path directory) {
            workingDirectory = directory;
            return this;
        }

        /** Starts a main class, of the plain targets unless told otherwise, and waits until it is ready. */
        public TargetJvm start(String mainClass, String... arguments) {
            return start(List.of("-cp", classPath, mainClass), arguments);
        }

        /** Starts an executable jar and waits until it is ready. */
        public TargetJvm startJar(Path jar) {
            return start(List.of("-jar", jar.toString()));
        }

        private TargetJvm start(List<String> main, String... arguments) {
            List<String> whole = new ArrayList<>(command);
            whole.add(jdk.java().toString());
            whole.addAll(options);
            whole.addAll(main);
            whole.addAll(List.of(arguments));
            return TargetJvm.start(whole, workingDirectory);
        }
    }

    public static Launch on(Jdks.Jdk jdk) {
        return new Launch(jdk);
    }

    /** Starts a plain target on a JDK without further options. */
    public static TargetJvm start(Jdks.Jdk jdk, Class<?> mainClass, String... arguments) {
        return on(jdk).start(mainClass.getName(), arguments);
    }

    /** Returns where the classes of the plain targets are. */
    public static Path plainTargets() {
        try {
            return Path.of(OrderService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static TargetJvm start(List<String> command, @Nullable Path workingDirectory) {
        try {
            Path directory = Files.createTempDirectory(CrashReports.TARGETS);
            Process process = new ProcessBuilder(command)
                    .directory((workingDirectory == null ? directory : workingDirectory).toFile())
                    .redirectOutput(directory.resolve("out").toFile())
                    .redirectError(directory.resolve("err").toFile())
                    .start();
            try {
                awaitReady(process, directory, command);
                return new TargetJvm(process, directory, javaAmong(process));
            } catch (IOException | RuntimeException | AssertionError e) {
                new TargetJvm(process, directory, process.toHandle()).close();
                throw e;
            }
        } catch (IOException e) {
            throw new AssertionError("cannot start " + command, e);
        }
    }

    private static void awaitReady(Process process, Path directory, List<String> command) throws IOException {
        Path out = directory.resolve("out");
        String trouble = Await.until(
                START,
                () -> Files.readString(out).contains("ready\n") || !process.isAlive(),
                () -> command + " is not ready");
        if (!trouble.isEmpty() || !process.isAlive()) {
            throw new AssertionError(
                    command + " is not ready: " + Files.readString(out) + Files.readString(directory.resolve("err")));
        }
    }

    /** The JVM itself, below whatever it was started under. */
    private static ProcessHandle javaAmong(Process process) {
        return process.toHandle()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    public int pid() {
        return (int) jvm.pid();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Returns what it printed so far, on stdout and stderr, for failure messages and for what must not be there. */
    public String output() {
        try {
            return Files.readString(directory.resolve("out")) + Files.readString(directory.resolve("err"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends it a signal, such as {@code STOP}, and waits for the kernel to say that its state is the letter given. */
    public void signal(String name, char state) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(jvm.pid()))
                .inheritIO()
                .start()
                .waitFor();
        Path stat = Path.of("/proc/" + jvm.pid() + "/stat");
        String trouble = Await.until(
                START, () -> Files.readString(stat).contains(") " + state + " "), () -> "not in state " + state);
        if (!trouble.isEmpty()) {
            throw new AssertionError(trouble + ": " + Files.readString(stat));
        }
    }

    @Override
    public void close() {
        jvm.destroyForcibly();
        process.destroyForcibly();
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("cannot end process " + process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A JVM that is ended so leaves it there; in the way of the next one of that process id, when that is another
        // user's.
        var unused = new File("/tmp/.java_pid" + jvm.pid()).delete();
        String crash = CrashReports.in(directory);
        try {
            CrashReports.keep(directory);
        } catch (IOException e) {
            throw new AssertionError(crash, e);
        }
        for (File file : new File[] {
            directory.resolve("out").toFile(), directory.resolve("err").toFile(), directory.toFile()
        }) {
            boolean deleted = file.delete();
            assert deleted || !file.exists() : file;
        }
        if (!crash.isEmpty()) {
            throw new AssertionError(crash);
        }
    }
}
