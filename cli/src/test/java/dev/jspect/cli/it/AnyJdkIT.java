// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.target.OrderService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Listing, attaching and meeting, on every JDK there is. */
final class AnyJdkIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void listsAJvm(Jdks.Jdk jdk) {
        try (TargetJvm target =
                TargetJvm.on(jdk).with("-Da=b c").start(OrderService.class.getName(), "one", "two three")) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));

            assertTellsAll(jdk, jvm);
            assertEquals("[one, two three]", jvm.arguments().toString());
            assertEquals("[-Da=b c]", jvm.jvmArguments().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void listsAJvmThatKeepsNoCounters(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.on(jdk).with("-XX:-UsePerfData").start(OrderService.class.getName())) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));

            assertTellsAll(jdk, jvm);
            assertEquals("[-XX:-UsePerfData]", jvm.jvmArguments().toString());
        }
    }

    private static void assertTellsAll(Jdks.Jdk jdk, JvmProcess jvm) {
        assertEquals("OrderService", jvm.name());
        assertEquals(OrderService.class.getName(), jvm.mainClass());
        assertEquals(jdk.feature(), jvm.feature());
        assertEquals(System.getProperty("user.name"), jvm.user());
        assertTrue(jvm.attachable(), jvm.reason());
        assertTrue(jvm.javaHome() != null && Path.of(jvm.javaHome()).startsWith(real(jdk.home())), jvm.javaHome());
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void speaksTheAttachProtocol(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, OrderService.class)) {
            AttachChannel channel = AttachChannel.open(select(target), Deadline.after(LIMIT));

            String dump = channel.threadDump(Deadline.after(LIMIT), "-l");
            String properties = channel.systemProperties(Deadline.after(LIMIT));
            String version = channel.jcmd(Deadline.after(LIMIT), "VM.version");

            assertTrue(dump.contains("dev.jspect.target.Ready.untilStdinEnds"), dump);
            assertTrue(properties.contains("\njava.home="), properties);
            assertTrue(version.contains("VM"), version);
            assertEquals("ready\n", target.output());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void meetsAnAgentAndLeavesNothing(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, OrderService.class)) {
            Path directory;
            try (Rendezvous rendezvous = Rendezvous.open(select(target))) {
                directory = rendezvous.directory();
                Path file = Path.of(rendezvous.place("a.txt", "content".getBytes(StandardCharsets.UTF_8)));
                assertEquals("content", Files.readString(file));
                assertEquals(jdk.feature() >= 16, rendezvous.address().startsWith("unix:"));
                try (SocketChannel agent = SocketChannel.open(addressOf(rendezvous));
                        SocketChannel tool = rendezvous.accept(Deadline.after(LIMIT))) {
                    assertTrue(agent.isConnected() && tool.isConnected());
                }
            }
            assertFalse(Files.exists(directory));
        }
    }

    private static SocketAddress addressOf(Rendezvous rendezvous) {
        String address = rendezvous.address();
        return address.startsWith("unix:")
                ? UnixDomainSocketAddress.of(address.substring("unix:".length()))
                : new InetSocketAddress(loopback(), Integer.parseInt(address.substring("tcp:".length())));
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static JvmProcess select(TargetJvm target) {
        return TargetSelector.select(Integer.toString(target.pid()));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
