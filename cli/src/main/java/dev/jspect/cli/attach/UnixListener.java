// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Listens on a Unix socket in the private directory; the operating system says who connects. */
final class UnixListener implements Listener {
    private static final String SOCKET = "s";

    private final ServerSocketChannel server;
    private final String address;
    private final UserPrincipal owner;

    private UnixListener(ServerSocketChannel server, String address, UserPrincipal owner) {
        this.server = server;
        this.address = address;
        this.owner = owner;
    }

    /** Listens for the target's user; the directory must still be ours alone. */
    static UnixListener in(PrivateDirectory directory, JvmProcess target) throws IOException {
        Path socket = directory.seenFromHere().resolve(SOCKET);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            directory.own(SOCKET);
            directory.make(() -> server.bind(UnixDomainSocketAddress.of(socket), 1));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            PrivateDirectory.chown(socket, target);
            UserPrincipal owner = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
            return new UnixListener(server, "unix:" + directory.seenFromTarget(SOCKET), owner);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Channel channel() {
        return server;
    }

    @Override
    public SocketChannel accept() throws IOException {
        while (true) {
            SocketChannel connection = server.accept();
            if (connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner)) {
                return connection;
            }
            connection.close();
        }
    }

    @Override
    public void close() {
        Closing.quietly(server);
    }
}
