// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs a {@link Basket} of another class loader, which does not know the classes that this one sees by the same names. */
final class Apart {
    private Apart() {}

    public static void main(String[] args) throws Exception {
        URL classes = Apart.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
            Method main = loader.loadClass("dev.jspect.target.Basket").getMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) args);
        }
    }
}
