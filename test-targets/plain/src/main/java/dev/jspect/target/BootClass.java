// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

/** Classes of the boot loader, which a tool may add: by one of its own a target knows that it is looked at. */
final class BootClass {
    private BootClass() {}

    static boolean isThere(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException notYet) {
            return false;
        }
    }
}
