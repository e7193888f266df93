// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

/** How the compiler is shown the target's classes: as they are, or with everything public. */
interface ClassView {
    /** Returns what is shown of an application's class file. */
    byte[] show(byte[] classFile);

    /** Returns what is shown of a platform class's file, {@code module-info} included. */
    byte[] showPlatform(String name, byte[] classFile);
}
