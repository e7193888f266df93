// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.Closeable;
import java.io.IOException;

/** Closes what there is nothing more to learn from. */
final class Closing {
    private Closing() {}

    static void quietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException nothingToSave) {
            // All that was worth writing has been written; the descriptor is gone either way.
        }
    }
}
