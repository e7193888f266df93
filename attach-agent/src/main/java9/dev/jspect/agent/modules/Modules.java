// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

import java.lang.instrument.Instrumentation;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is called of JDK 9 and later, in a class file of Java 9: calls by reflection would make the JVM generate classes of
 * its own for each, some hundred in a target that has used none before. Not to be touched where {@link
 * JavaRelease#hasModules} is false.
 */
public final class Modules {
    private Modules() {}

    /**
     * Opens packages of {@code java.base} to the unnamed module of one loader.
     *
     * @param to a class of that loader
     */
    public static void openBase(Instrumentation instrumentation, Class<?> to, String... packages) {
        Set<Module> readers = Set.of(to.getModule());
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages) {
            opens.put(name, readers);
        }
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    /**
     * Has the JDK load now what it needs when a transformer has returned a class file: a class that is loaded in the midst of a
     * retransformation gets that class file, and if that is none, can never be loaded any more in this JVM.
     *
     * @param reader a class of ours
     */
    public static void prepareForTransformers(Instrumentation instrumentation, Class<?> reader) {
        // What InstrumentationImpl does then: it has the class's module read others.
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(reader.getModule()), Map.of(), Map.of(), Set.of(), Map.of());
    }

    /** Returns the platform class loader. */
    public static ClassLoader platformLoader() {
        return ClassLoader.getPlatformClassLoader();
    }

    /** Returns a loader's own name, or null when it has none. */
    public static String nameOf(ClassLoader loader) {
        return loader.getName();
    }

    /** Returns where the modules come from that a loader has defined in the boot layer, the run-time image's not. */
    public static List<String> locations(ClassLoader loader) {
        List<String> locations = new ArrayList<>();
        ModuleLayer boot = ModuleLayer.boot();
        for (ResolvedModule module : boot.configuration().modules()) {
            if (boot.findLoader(module.name()) == loader) {
                URI location = module.reference().location().orElse(null);
                if (location != null && !"jrt".equals(location.getScheme())) {
                    locations.add(location.toString());
                }
            }
        }
        return locations;
    }
}
