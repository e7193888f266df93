// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The methods that frames were in, each described once. For one thread. */
public final class MethodCache {
    private static final int MOST_CODE = 1 << 16;

    private final MethodSource source;
    private final List<String> applicationPrefixes;
    private final byte[][] prefixes;
    private final ClassLoader platformLoader = JavaRelease.platformLoader();

    // Weak, and what is known of a method does not know its class: a session that lasts keeps no application from being
    // undeployed.
    private final Map<Class<?>, Methods> known = new WeakHashMap<Class<?>, Methods>();

    /** Those of one version of a class. */
    private static final class Methods {
        private final int version;
        private final Map<String, Described> byName = new HashMap<String, Described>();

        Methods(int version) {
            this.version = version;
        }
    }

    /** A method, and whether it is the application's. */
    public static final class Described {
        /** What is known of it. */
        public final MethodFacts facts;
        /** By its loader, or by the prefixes that were given. */
        public final boolean isApplication;
        /** Whether the class has it still. */
        public final boolean isCurrent;

        Described(MethodFacts facts, boolean isApplication, boolean isCurrent) {
            this.facts = facts;
            this.isApplication = isApplication;
            this.isCurrent = isCurrent;
        }
    }

    /**
     * @param applicationPrefixes how names of the application's classes begin; none: by their loaders
     */
    public MethodCache(MethodSource source, List<String> applicationPrefixes) {
        this.source = source;
        this.applicationPrefixes = applicationPrefixes;
        this.prefixes = FramesReader.prefixes(applicationPrefixes);
    }

    /**
     * Returns a method of a class; with little more than its name when the class has it no more, as after a redefinition.
     *
     * @param version how often the class was redefined
     */
    public Described get(Class<?> owner, int version, String name, String descriptor) {
        Methods ofClass = known.get(owner);
        if (ofClass == null || ofClass.version != version) {
            ofClass = new Methods(version);
            known.put(owner, ofClass);
        }
        Described method = ofClass.byName.get(name + descriptor);
        if (method == null) {
            Object[] parts = source.describe(owner, name, descriptor, platformLoader, prefixes);
            method = parts == null || parts[4] == null
                    ? former(owner, name, descriptor)
                    : new Described(CutMethod.facts(parts, MOST_CODE), ((int[]) parts[4])[2] != 0, true);
            ofClass.byName.put(name + descriptor, method);
        }
        return method;
    }

    private Described former(Class<?> owner, String name, String descriptor) {
        ClassLoader loader = owner.getClassLoader();
        int origin = loader == null
                ? MethodFacts.BOOT
                : loader == platformLoader ? MethodFacts.PLATFORM : MethodFacts.APPLICATION;
        boolean isApplication = applicationPrefixes.isEmpty() && origin == MethodFacts.APPLICATION;
        for (String prefix : applicationPrefixes) {
            isApplication |= owner.getName().startsWith(prefix);
        }
        MethodFacts facts = new MethodFacts(
                0,
                owner.getName(),
                name,
                descriptor,
                0,
                origin,
                null,
                null,
                null,
                new int[0],
                Collections.<LocalVariable>emptyList(),
                false);
        return new Described(facts, isApplication, false);
    }
}
