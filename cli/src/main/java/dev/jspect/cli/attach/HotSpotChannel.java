// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Speaks HotSpot's attach protocol over the target's Unix socket. One connection an operation: the version, the
 * operation and three arguments, each ended by a zero byte; the answer is a status line and a text.
 */
final class HotSpotChannel implements AttachChannel {
    /** The only version that all of 8 to 25 understand. */
    private static final String VERSION = "1";

    private static final int ARGUMENTS = 3;
    private static final int LONGEST_ANSWER = 256 << 20;
    private static final int BUFFER = 64 << 10;

    private final JvmProcess target;
    private final Path socket;

    private HotSpotChannel(JvmProcess target, Path socket) {
        this.target = target;
        this.socket = socket;
    }

    static HotSpotChannel open(JvmProcess target, ProcDirectory proc, Deadline deadline) {
        Preflight preflight = Preflight.with(proc);
        preflight.beforeAttach(target);
        AttachListener listener = new AttachListener(target, proc, preflight);
        listener.ensureListening(deadline);
        return new HotSpotChannel(target, listener.socket());
    }

    @Override
    public JvmProcess target() {
        return target;
    }

    @Override
    public String execute(Deadline deadline, String operation, String... arguments) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Watch watch = Watch.over(channel, deadline, target)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                ByteBuffer request = request(operation, arguments);
                while (request.hasRemaining()) {
                    channel.write(request);
                }
                return textOf(operation, readAll(channel));
            } catch (AsynchronousCloseException closed) {
                throw watch.verdict(closed);
            } catch (ClosedChannelException closedBetweenTwoCalls) {
                throw watch.verdict(closedBetweenTwoCalls);
            }
        } catch (IOException e) {
            if (Liveness.ends(target)) {
                throw Liveness.ended(target, deadline, e);
            }
            throw new JspectException(
                    ExitCode.NO_ANSWER,
                    target.label() + " broke off while " + deadline.phase(),
                    e.getMessage(),
                    "Look at it with: jspect doctor " + target.pid(),
                    e);
        }
    }

    private static ByteBuffer request(String operation, String... arguments) {
        if (arguments.length > ARGUMENTS) {
            throw new IllegalArgumentException("more than three arguments: " + arguments.length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        append(bytes, VERSION);
        append(bytes, operation);
        for (int i = 0; i < ARGUMENTS; i++) {
            append(bytes, i < arguments.length ? arguments[i] : "");
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static void append(ByteArrayOutputStream bytes, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero byte would end the argument: " + text);
        }
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
    }

    private byte[] readAll(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(BUFFER);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            if (answer.size() > LONGEST_ANSWER) {
                throw new IOException("its answer is longer than " + (LONGEST_ANSWER >> 20) + " MB");
            }
        }
        return answer.toByteArray();
    }

    private String textOf(String operation, byte[] answer) throws IOException {
        int end = 0;
        while (end < answer.length && answer[end] != '\n') {
            end++;
        }
        if (end == answer.length) {
            // So a JVM turns away a user it does not answer.
            throw new IOException("it closed the connection without an answer");
        }
        String status = new String(answer, 0, end, StandardCharsets.US_ASCII);
        String text = new String(answer, end + 1, answer.length - end - 1, StandardCharsets.UTF_8);
        if (!status.equals("0")) {
            // JDK 9 to 20 refuse in this way, later ones with a good status.
            JspectException known = AgentLoading.knownRefusal(target, text);
            throw known == null
                    ? new JspectException(
                            ExitCode.NOT_PERMITTED,
                            target.label() + " refused the operation " + operation,
                            text.isBlank() ? "status " + status : text.strip(),
                            "Look at it with: jspect doctor " + target.pid())
                    : known;
        }
        return text;
    }
}
