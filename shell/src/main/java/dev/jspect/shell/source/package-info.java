// SPDX-License-Identifier: Apache-2.0
/**
 * Source files of the target's classes: found in what the user names, in sources jars beside the target's jars and in
 * its JDK's {@code src.zip}, and compared with the running code before a line of them is shown.
 *
 * <p>{@link dev.jspect.shell.source.SourceLookup} is what others ask, {@link dev.jspect.shell.source.Sources} answers from
 * files. Names that a target gives lead nowhere but into these directories and archives.
 */
@NullMarked
package dev.jspect.shell.source;

import org.jspecify.annotations.NullMarked;
