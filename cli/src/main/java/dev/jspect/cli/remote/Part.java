// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

/** What is added to the target's end of a session when it is needed: classes, in an archive of this name. */
enum Part {
    /** Frames and objects, and what the others are built on; the native library comes with it. */
    LIBRARY,
    /** Exceptions. */
    EXCEPTIONS,
    /** Watches and patches. */
    PROBES,
    /** What threads carry. */
    CONTEXT,
    /** Stacks below Java, as the target reads them. */
    STACKS
}
