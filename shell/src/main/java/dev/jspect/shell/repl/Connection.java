// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.Target;
import dev.jspect.shell.engine.SnippetEngine;

/**
 * What a shell is connected to.
 *
 * @param engineThread the only one that may use the engine, but for its {@code stop}
 */
public record Connection(SnippetEngine engine, EngineThread engineThread, Target target, ThreadSource threads) {}
