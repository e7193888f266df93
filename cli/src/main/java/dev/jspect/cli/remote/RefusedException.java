// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.shell.TargetException;

/** The target's administrator forbids what was asked for. */
public final class RefusedException extends TargetException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
