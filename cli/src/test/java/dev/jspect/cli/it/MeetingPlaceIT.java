// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.target.OrderService;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where tool and target meet, and what other users of the machine can do about it: nothing. */
final class MeetingPlaceIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANOTHER = 65533;

    @TempDir(factory = VarTmp.class)
    private Path shared;

    private OtherUsers users;

    @BeforeEach
    void needsRoot() throws IOException {
        users = OtherUsers.in(shared);
        Path classes = Path.of("target/test-classes", Knock.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(shared.resolve("dev/jspect/cli/it"));
        users.copy(classes, "dev/jspect/cli/it/Knock.class");
    }

    @Test
    void onlyTheTargetsUserGetsIn() throws Exception {
        try (TargetJvm target =
                        users.target(Jdks.current(), OtherUsers.AS_NOBODY).start(OrderService.class.getName());
                Rendezvous place = Rendezvous.open(select(target))) {
            FutureTask<String> meeting = new FutureTask<>(() -> {
                try (SocketChannel guest = place.accept(Deadline.after(LIMIT))) {
                    ByteBuffer said = ByteBuffer.allocate(16);
                    guest.read(said);
                    return new String(said.array(), 0, said.position(), StandardCharsets.US_ASCII);
                }
            });
            Thread host = new Thread(meeting, "host");
            host.start();

            assertEquals("Permission denied\n", knock(OtherUsers.AS_ANOTHER, place), "the directory lets nobody in");
            Files.setPosixFilePermissions(place.directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.setPosixFilePermissions(place.directory().resolve("s"), PosixFilePermissions.fromString("rwxrwxrwx"));
            assertEquals("turned away\n", knock(OtherUsers.AS_ANOTHER, place), "the kernel says who it is");
            assertFalse(meeting.isDone());
            assertEquals("turned away\n", knock(OtherUsers.AS_NOBODY, place), "heard, and then the meeting ends");
            assertEquals("it is me", meeting.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void doesNotFollowWhatOthersPutInItsWay() throws IOException {
        Path trap = Files.createDirectory(shared.resolve("trap"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), OrderService.class)) {
            JvmProcess jvm = select(target);
            Path way = Path.of("/tmp/.jspect-" + jvm.nsPid() + "-" + jvm.startTicks());

            assertRefused(target, own(Files.createSymbolicLink(way, trap)));
            assertRefused(target, Files.createSymbolicLink(way, trap));
            assertRefused(target, own(Files.createDirectory(way)));
            assertRefused(
                    target,
                    Files.createDirectory(
                            way, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"))));

            try (var files = Files.list(trap)) {
                assertEquals(List.of(), files.toList());
            }
            JspectProcess.Result freed = JspectProcess.run("eval", pid(target), "1 + 1", "-q");
            assertEquals("2\n", freed.out(), freed.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void doesNotTalkToAStrangersAttachSocket() throws IOException {
        Path trap = shared.resolve("trap");
        try (TargetJvm target = TargetJvm.start(Jdks.current(), OrderService.class);
                ServerSocketChannel stranger = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path socket = Path.of("/tmp/.java_pid" + target.pid());
            stranger.bind(UnixDomainSocketAddress.of(socket)).configureBlocking(false);
            own(socket);
            Path trigger = own(Files.createSymbolicLink(Path.of("/tmp/.attach_pid" + target.pid()), trap));
            try {
                JspectProcess.Result result = JspectProcess.run("frames", pid(target));

                assertEquals(0, result.exitCode(), result.err());
                assertTrue(result.out().contains("OrderService.main"), result.out());
                assertNull(stranger.accept(), "somebody connected");
                assertFalse(Files.exists(trap));
            } finally {
                Files.deleteIfExists(socket);
                Files.delete(trigger);
            }
        }
    }

    private static void assertRefused(TargetJvm target, Path planted) throws IOException {
        try {
            JspectProcess.Result result = JspectProcess.run("eval", pid(target), "1 + 1");

            assertEquals(4, result.exitCode(), result.err());
            assertTrue(result.err().contains("somebody else has put " + planted + " there"), result.err());
        } finally {
            Files.delete(planted);
        }
    }

    /** Makes it another user's. */
    private static Path own(Path file) throws IOException {
        return Files.setAttribute(file, "unix:uid", ANOTHER, LinkOption.NOFOLLOW_LINKS);
    }

    private String knock(List<String> who, Rendezvous place) {
        List<String> command = new ArrayList<>(who);
        command.addAll(List.of(Jdks.current().java().toString(), "-cp", shared.toString(), Knock.class.getName()));
        command.addAll(List.of(place.directory().resolve("s").toString(), "it is me"));
        JspectProcess.Result result = JspectProcess.runCommand(command, "");
        return result.out() + result.err();
    }

    private static JvmProcess select(TargetJvm target) {
        return TargetSelector.select(pid(target));
    }

    private static String pid(TargetJvm target) {
        return Integer.toString(target.pid());
    }
}
