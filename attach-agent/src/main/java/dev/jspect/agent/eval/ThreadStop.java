// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** {@code Thread.stop}, up to JDK 19; later ones have it refuse (JDK-8289610). It throws {@code ThreadDeath}. */
final class ThreadStop implements HardStop {
    @Override
    public int throwInto(Thread thread, Throwable thrown) throws ReflectiveOperationException {
        Thread.class.getMethod("stop").invoke(thread);
        return 0;
    }
}
