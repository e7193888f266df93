// SPDX-License-Identifier: Apache-2.0
/**
 * The tool's end of a session: {@link dev.jspect.cli.remote.AgentAttacher} brings the agent into a target, {@link
 * dev.jspect.cli.remote.Wire} exchanges messages with it, {@link dev.jspect.cli.remote.RemoteTarget} is the shell's {@code
 * Target} over that.
 */
@NullMarked
package dev.jspect.cli.remote;

import org.jspecify.annotations.NullMarked;
