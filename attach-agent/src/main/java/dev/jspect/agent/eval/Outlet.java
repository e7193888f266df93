// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.Message;

/** Takes messages for the tool. */
public interface Outlet {
    /** Queues a message; drops it once the session is over. Never blocks; any thread. */
    void put(Message message);
}
