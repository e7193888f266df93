// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.training;

import java.io.IOException;

/** A JVM to look into while training. Ends when its stdin does, so that it never outlives the run. */
public final class TrainingTarget {
    private TrainingTarget() {}

    /** Waits for the end of stdin. */
    public static void main(String[] args) throws IOException {
        int read = 0;
        while (read >= 0) {
            read = System.in.read();
        }
    }
}
