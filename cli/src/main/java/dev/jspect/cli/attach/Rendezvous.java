// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The place where the tool listens and an agent in the target connects back, and a private directory for the files the
 * target must read. Only the target's user and root can get in. Everything is removed by {@link #close}, and also when
 * a signal ends the tool first. One thread uses it.
 */
public final class Rendezvous implements AutoCloseable {
    /** The first release whose agents can connect to a Unix socket (JEP 380). */
    private static final int UNIX_SOCKETS = 16;

    private final JvmProcess target;
    private final PrivateDirectory directory;
    private final Listener listener;

    private Rendezvous(JvmProcess target, PrivateDirectory directory, Listener listener) {
        this.target = target;
        this.directory = directory;
        this.listener = listener;
    }

    /** Creates the directory and listens: on a Unix socket in it, for targets before 16 on a loopback port. */
    public static Rendezvous open(JvmProcess target) {
        return open(target, ProcDirectory.ofThisMachine());
    }

    static Rendezvous open(JvmProcess target, ProcDirectory proc) {
        PrivateDirectory directory = PrivateDirectory.create(target);
        try {
            Listener listener = target.feature() >= UNIX_SOCKETS
                    ? UnixListener.in(directory, target)
                    : LoopbackListener.open(target, proc);
            directory.giveTo(target);
            return new Rendezvous(target, directory, listener);
        } catch (IOException | JspectException e) {
            directory.close();
            if (e instanceof JspectException failure) {
                throw failure;
            }
            throw PrivateDirectory.unusable(target, (IOException) e);
        }
    }

    /** Returns where the agent connects to, as the target sees it: {@code unix:/tmp/jspect-.../s} or {@code tcp:PORT}. */
    public String address() {
        return listener.address();
    }

    /** Returns the private directory as the tool sees it; the target sees it under its own {@code /tmp}. */
    public Path directory() {
        return directory.seenFromHere();
    }

    /**
     * Writes a new file that the target can read and returns its path as the target sees it.
     *
     * @param name a plain file name
     */
    public String place(String name, byte[] content) {
        try {
            return directory.place(name, content);
        } catch (IOException e) {
            throw PrivateDirectory.unusable(target, e);
        }
    }

    /**
     * Waits for the agent and stops listening. On a Unix socket connections of other users are turned away.
     *
     * @throws JspectException when the deadline passes (exit 5) or the target ends (3)
     */
    public SocketChannel accept(Deadline deadline) {
        Deadline waiting = deadline.phase("waiting for the agent to connect back");
        try (Watch watch = Watch.over(listener.channel(), waiting, target)) {
            try {
                return listener.accept();
            } catch (AsynchronousCloseException closed) {
                throw watch.verdict(closed);
            }
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NO_ANSWER, "no connection back from " + target.label(), e.getMessage(), null, e);
        } finally {
            listener.close();
        }
    }

    /** Stops listening and removes all that was created. */
    @Override
    public void close() {
        listener.close();
        directory.close();
    }
}
