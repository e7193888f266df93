// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.loaders.ClassFiles;
import dev.jspect.agent.loaders.Loaders;
import dev.jspect.agent.loaders.ParameterNames;
import dev.jspect.agent.rewriting.NamedClasses;
import dev.jspect.protocol.FoundClass;
import dev.jspect.protocol.FoundClasses;
import dev.jspect.protocol.MethodParameters;
import dev.jspect.protocol.ProtocolException;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The classes that the tool has asked for, by the numbers that it knows them by until the session ends. */
final class ClassesFound {
    private static final int MOST_CLASSES = 32;

    private final Instrumentation instrumentation;
    private final Loaders loaders;
    private final NamedClasses names;
    private final ClassFiles files;
    private final List<Class<?>> found = new ArrayList<Class<?>>();

    ClassesFound(Instrumentation instrumentation, Loaders loaders, NamedClasses names, ClassFiles files) {
        this.instrumentation = instrumentation;
        this.loaders = loaders;
        this.names = names;
        this.files = files;
    }

    /**
     * Finds loaded classes of a name.
     *
     * @param known those that are left out
     * @param withResources whether the class files that their loaders have are wanted, too, and where there is none the names of parameters
     */
    FoundClasses find(String name, boolean withResources, Set<Class<?>> known) {
        List<Class<?>> all = names.of(name);
        all.removeAll(known);
        List<FoundClass> facts = new ArrayList<FoundClass>();
        for (Class<?> type : all.subList(0, Math.min(all.size(), MOST_CLASSES))) {
            boolean modifiable = instrumentation.isModifiableClass(type);
            int loader = loaders.idsOf(new ClassLoader[] {type.getClassLoader()})[0];
            byte[] resource = withResources ? resource(type) : null;
            facts.add(new FoundClass(
                    idOf(type),
                    type.getName(),
                    loader,
                    modifiable,
                    isLinkable(type),
                    modifiable ? classFile(type) : null,
                    resource,
                    withResources && modifiable && resource == null
                            ? ParameterNames.of(type)
                            : Collections.<MethodParameters>emptyList()));
        }
        List<String> similar =
                all.isEmpty() && known.isEmpty() ? names.similarTo(name) : Collections.<String>emptyList();
        return new FoundClasses(facts, all.size() - facts.size(), similar);
    }

    /** While a call is linked, code of the JDK runs, loaders are asked for classes, and agents for what they make of them. */
    private static boolean isLinkable(Class<?> type) {
        return type.getClassLoader() != null
                && !ClassLoader.class.isAssignableFrom(type)
                && !isSecurityManager(type)
                && !ClassFileTransformer.class.isAssignableFrom(type);
    }

    /** By its name: compiled against, it is deprecated for removal (JEP 411). */
    private static boolean isSecurityManager(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getName().equals("java.lang.SecurityManager") || at.getName().equals("java.security.Policy")) {
                return true;
            }
        }
        return false;
    }

    /** The application's loader may throw whatever it likes; then there is none. */
    private byte[] resource(Class<?> type) {
        try {
            return files.resource(type.getName(), type.getClassLoader());
        } catch (IOException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private int idOf(Class<?> type) {
        int at = found.indexOf(type);
        if (at < 0) {
            at = found.size();
            found.add(type);
        }
        return at + 1;
    }

    /** Returns one that was found before. */
    Class<?> get(int id) throws ProtocolException {
        if (id < 1 || id > found.size()) {
            throw new ProtocolException("class " + id + " of " + found.size());
        }
        return found.get(id - 1);
    }

    /** Returns a class's file as it runs, or null. */
    byte[] classFile(Class<?> type) {
        return files.running(type);
    }
}
