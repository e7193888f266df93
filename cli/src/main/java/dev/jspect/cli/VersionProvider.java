// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version, which the jar's manifest holds, and what it runs on. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "jspect " + version() + " on Java "
                    + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")"
        };
    }

    /** Returns the version alone. */
    static String version() {
        return Objects.requireNonNullElse(VersionProvider.class.getPackage().getImplementationVersion(), "(not built)");
    }
}
