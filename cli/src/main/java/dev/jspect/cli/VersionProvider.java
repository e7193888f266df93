// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version, which the jar's manifest holds, and what it runs on. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {
            "jspect " + Objects.requireNonNullElse(version, "(not built)") + " on Java "
                    + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")"
        };
    }
}
