// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A program for other users to run: connects to a Unix socket, sends a text, waits, and prints what came of it. */
final class Knock {
    private Knock() {}

    public static void main(String[] args) {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            connection.write(ByteBuffer.wrap(args[1].getBytes(StandardCharsets.US_ASCII)));
            System.out.println(connection.read(ByteBuffer.allocate(1)) < 0 ? "turned away" : "answered");
        } catch (IOException e) {
            // Closed before or while we wrote.
            String message = String.valueOf(e.getMessage());
            System.out.println(message.contains("Broken pipe") || message.contains("reset") ? "turned away" : message);
        }
    }
}
