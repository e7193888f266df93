// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.MethodFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The methods that frames were in, each described once. For one thread. */
public final class MethodCache {
    private static final int MOST_CODE = 1 << 16;

    private final MethodSource source;
    private final byte[][] prefixes;
    private final ClassLoader platformLoader = JavaRelease.platformLoader();

    // Weak, and what is known of a method does not know its class: a session that lasts keeps no application from being
    // undeployed.
    private final Map<Class<?>, Map<String, Described>> known = new WeakHashMap<Class<?>, Map<String, Described>>();

    /** A method, and whether it is the application's. */
    public static final class Described {
        /** What is known of it. */
        public final MethodFacts facts;
        /** By its loader, or by the prefixes that were given. */
        public final boolean isApplication;

        Described(MethodFacts facts, boolean isApplication) {
            this.facts = facts;
            this.isApplication = isApplication;
        }
    }

    /**
     * @param applicationPrefixes how names of the application's classes begin; none: by their loaders
     */
    public MethodCache(MethodSource source, List<String> applicationPrefixes) {
        this.source = source;
        this.prefixes = FramesReader.prefixes(applicationPrefixes);
    }

    /** Returns a method of a class; null when the class has it no more, as after a redefinition. */
    public Described get(Class<?> owner, String name, String descriptor) {
        Map<String, Described> ofClass = known.get(owner);
        if (ofClass == null) {
            ofClass = new HashMap<String, Described>();
            known.put(owner, ofClass);
        }
        Described method = ofClass.get(name + descriptor);
        if (method == null) {
            Object[] parts = source.describe(owner, name, descriptor, platformLoader, prefixes);
            if (parts == null || parts[4] == null) {
                return null;
            }
            method = new Described(CutMethod.facts(parts, MOST_CODE), ((int[]) parts[4])[2] != 0);
            ofClass.put(name + descriptor, method);
        }
        return method;
    }
}
