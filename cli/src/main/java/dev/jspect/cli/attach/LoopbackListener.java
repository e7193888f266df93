// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Listens on a loopback port, for targets too old for Unix sockets. Any local user could connect: the token in the agent's
 * arguments tells friend from foe, and the listener takes one connection only.
 */
final class LoopbackListener implements Listener {
    private static final byte[] LOCALHOST = {127, 0, 0, 1};

    private final ServerSocketChannel server;
    private final int port;

    private LoopbackListener(ServerSocketChannel server, int port) {
        this.server = server;
        this.port = port;
    }

    static LoopbackListener open(JvmProcess target, ProcDirectory proc) throws IOException {
        String theirs = proc.link(target.pid(), "ns/net");
        String ours = proc.ownLink("ns/net");
        if (theirs != null && ours != null && !theirs.equals(ours)) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot be reached from " + target.label(),
                    "it runs Java " + target.feature() + " in a network of its own, and only Java 16+ can connect"
                            + " without the network",
                    "Try: sudo nsenter -t " + target.pid() + " -n " + JspectException.COMMAND_LINE);
        }
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), 0), 1);
            return new LoopbackListener(server, ((InetSocketAddress) server.getLocalAddress()).getPort());
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String address() {
        return "tcp:" + port;
    }

    @Override
    public Channel channel() {
        return server;
    }

    @Override
    public SocketChannel accept() throws IOException {
        return server.accept();
    }

    @Override
    public void close() {
        Closing.quietly(server);
    }
}
