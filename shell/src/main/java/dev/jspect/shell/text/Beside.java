// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.natives.NativeThreads;

/**
 * What is shown of threads beside their stacks, where somebody asked.
 *
 * @param carried what they carry with them
 * @param natives what they do below Java
 */
public record Beside(CarriedByThreads carried, NativeThreads natives) {
    /** Nothing. */
    public static final Beside NOTHING = new Beside(CarriedByThreads.NOT_ASKED, NativeThreads.NOT_ASKED);
}
