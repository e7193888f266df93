// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;

/** Where the tool waits for one connection of the target. */
interface Listener extends AutoCloseable {
    /** Returns the address as the target sees it. */
    String address();

    /** Returns the channel whose closing ends {@link #accept}. */
    Channel channel();

    /** Waits for the connection, without a limit of its own. */
    SocketChannel accept() throws IOException;

    /** Stops listening; again and again is allowed. */
    @Override
    void close();
}
