// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.attach.AgentJar;
import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Liveness;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetFacts;
import dev.jspect.cli.attach.Watch;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.protocol.Protocol;
import dev.jspect.shell.JvmDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/** Brings the agent into a target and waits for it to connect back. */
public final class AgentAttacher {
    private static final String SESSION = "dev.jspect.agent.AgentSession";

    private AgentAttacher() {}

    /** Returns what the engine needs to know of a process, before it is attached to. */
    public static JvmDescription describe(JvmProcess process) {
        String home = process.javaHome();
        if (home == null || process.feature() == 0) {
            // A stranger may not look either: then the reason is who he is, not what he cannot see.
            JspectException objection = TargetFacts.of(process).objection();
            if (objection != null) {
                throw objection;
            }
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot tell which JDK " + process.label() + " runs on",
                    "it keeps no performance data (-XX:-UsePerfData), and its memory maps do not say",
                    "Look at it with: jspect doctor " + process.pid());
        }
        return new JvmDescription(
                process.pid(),
                process.name(),
                process.feature(),
                Objects.requireNonNull(process.javaVersion()),
                process.seenFromHere(home),
                process.root());
    }

    /**
     * Attaches, and returns the session. Nothing is left on disk, also when it fails.
     *
     * @throws JspectException when the target refuses, ends or does not answer by the deadline
     */
    public static RemoteTarget attach(JvmProcess process, Deadline deadline, ValueLimits limits) {
        JvmDescription jvm = describe(process);
        AttachChannel channel = AttachChannel.open(process, deadline);
        byte[] runtime = AgentFiles.runtime();
        byte[] secret = new byte[Protocol.TOKEN_LENGTH / 2];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        try (Rendezvous rendezvous = Rendezvous.open(process)) {
            String options = String.join(";", "1", token, AgentFiles.sha256(runtime), SESSION, rendezvous.address());
            AgentJar.load(process, channel, deadline, AgentFiles.doorway(), options);
            SocketChannel connection = rendezvous.accept(deadline);
            Wire wire = open(process, connection, token, runtime, deadline);
            return new RemoteTarget(process, jvm, wire, limits, deadline);
        }
    }

    /** Lets in who knows the token, sends him the runtime, and closes the connection of anybody else. */
    static Wire open(JvmProcess process, SocketChannel connection, String token, byte[] runtime, Deadline deadline) {
        Deadline waiting = deadline.phase("waiting for the agent to say who it is");
        try (Watch watch = Watch.over(connection, waiting, process)) {
            try {
                identify(connection, token);
                send(connection, ByteBuffer.allocate(Integer.BYTES).putInt(0, runtime.length));
                send(connection, ByteBuffer.wrap(runtime));
                return new Wire(connection, () -> Liveness.ends(process));
            } catch (ClosedChannelException closed) {
                throw watch.verdict(closed);
            }
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NO_ANSWER,
                    "cannot talk to the agent in " + process.label(),
                    String.valueOf(e.getMessage()),
                    null,
                    e);
        }
    }

    private static void identify(SocketChannel connection, String token) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(Protocol.TOKEN_LENGTH);
        while (received.hasRemaining() && connection.read(received) >= 0) {}
        if (!MessageDigest.isEqual(received.array(), token.getBytes(StandardCharsets.US_ASCII))) {
            connection.close();
            throw new IOException("who connected does not know the token");
        }
    }

    private static void send(SocketChannel connection, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }
}
