// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Has a class in a loader of its own, as a web application has, and once more in another one as soon as something of a tool is there. Calls both, again
 * and again; says on {@code stdout} when the second is there, and what a call returned that is not as written.
 */
public final class Redeployed {
    private Redeployed() {}

    /** What is deployed. */
    public static final class Shift implements IntUnaryOperator {
        @Override
        public int applyAsInt(int deployment) {
            return work(deployment);
        }

        static int work(int deployment) {
            return deployment + 1;
        }
    }

    public static void main(String[] args) throws IOException {
        Thread thread = new Thread(() -> work(args[0]), "works");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static void work(String awaited) {
        try {
            List<IntUnaryOperator> deployed = new ArrayList<>();
            deployed.add(deploy());
            int rounds = 0;
            while (true) {
                for (int i = 0; i < deployed.size(); i++) {
                    int result = deployed.get(i).applyAsInt(i + 1);
                    if (result != i + 2) {
                        System.out.println("WRONG: " + (i + 1) + " " + result);
                    }
                }
                Thread.sleep(10);
                rounds = BootClass.isThere(awaited) ? rounds + 1 : 0;
                if (rounds == 100) {
                    deployed.add(deploy());
                    System.out.println("redeployed");
                }
            }
        } catch (InterruptedException | ReflectiveOperationException e) {
            System.out.println("WRONG: " + e);
        }
    }

    private static IntUnaryOperator deploy() throws ReflectiveOperationException {
        URL classes = Redeployed.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
        return (IntUnaryOperator)
                loader.loadClass(Shift.class.getName()).getDeclaredConstructor().newInstance();
    }
}
