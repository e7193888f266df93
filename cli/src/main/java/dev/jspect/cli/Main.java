// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

/** The entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
