// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import org.jspecify.annotations.Nullable;

/**
 * What may begin later than the rest.
 *
 * @param <T> a feed
 */
public interface LaterFeed<T> {
    /** Looks whether it is time; null when not. Called several times a second. */
    @Nullable
    T look() throws TargetException;
}
