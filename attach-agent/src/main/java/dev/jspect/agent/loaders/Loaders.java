// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.loaders;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.agent.modules.Modules;
import dev.jspect.protocol.LoaderFacts;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The class loaders of the target, named by numbers within a session, and the one in use. Holds none but that one. */
public final class Loaders {
    private static final String OUR_PACKAGE = "dev.jspect.agent.";

    private final Instrumentation instrumentation;
    private final List<WeakReference<ClassLoader>> known = new ArrayList<WeakReference<ClassLoader>>();
    private ClassLoader inUse = ClassLoader.getSystemClassLoader();

    public Loaders(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Lists all loaders that have defined a class, but not our own; a parent stands before its children. */
    public List<LoaderFacts> list() {
        IdentityHashMap<ClassLoader, Integer> counts = classCounts();
        List<LoaderFacts> all = new ArrayList<LoaderFacts>();
        IdentityHashMap<ClassLoader, Object> done = new IdentityHashMap<ClassLoader, Object>();
        for (ClassLoader loader : counts.keySet()) {
            addWithParents(loader, counts, done, all);
        }
        return all;
    }

    private void addWithParents(
            ClassLoader loader,
            IdentityHashMap<ClassLoader, Integer> counts,
            IdentityHashMap<ClassLoader, Object> done,
            List<LoaderFacts> all) {
        if (loader != null && done.put(loader, loader) == null) {
            addWithParents(loader.getParent(), counts, done, all);
            Integer count = counts.get(loader);
            all.add(facts(loader, count == null ? 0 : count));
        }
    }

    /**
     * Chooses the loader in use.
     *
     * @param id one that {@link #list} gave, or 0 for the one that has defined most classes of the application
     * @throws IllegalArgumentException when there is none (any more)
     */
    public LoaderFacts use(int id) {
        IdentityHashMap<ClassLoader, Integer> counts = classCounts();
        ClassLoader chosen = id == 0
                ? likeliest(counts)
                : id <= known.size() && id > 0 ? known.get(id - 1).get() : null;
        if (chosen == null) {
            throw new IllegalArgumentException("no class loader has the number " + id);
        }
        inUse = chosen;
        Integer count = counts.get(chosen);
        return facts(chosen, count == null ? 0 : count);
    }

    private static ClassLoader likeliest(IdentityHashMap<ClassLoader, Integer> counts) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        ClassLoader platform = JavaRelease.platformLoader();
        ClassLoader best = system;
        int most = counts.containsKey(system) ? counts.get(system) : 0;
        for (ClassLoader loader : counts.keySet()) {
            boolean candidate = loader != platform && loader != best;
            if (candidate && counts.get(loader) > most) {
                best = loader;
                most = counts.get(loader);
            }
        }
        return best;
    }

    /** Returns the loader in use; at first the system loader. */
    public ClassLoader inUse() {
        return inUse;
    }

    /** Returns the numbers of loaders as {@link #list} gives them; 0 for the boot loader and for our own. */
    public int[] idsOf(ClassLoader[] loaders) {
        int[] ids = new int[loaders.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = loaders[i] == null || isOurs(loaders[i]) ? 0 : idOf(loaders[i]);
        }
        return ids;
    }

    /** Names the loaded classes that the loader in use and its parents up to the platform's have defined. */
    public Set<String> loadedClasses() {
        IdentityHashMap<ClassLoader, Object> chain = new IdentityHashMap<ClassLoader, Object>();
        ClassLoader platform = JavaRelease.platformLoader();
        for (ClassLoader loader = inUse; loader != null && loader != platform; loader = loader.getParent()) {
            chain.put(loader, loader);
        }
        Set<String> names = new TreeSet<String>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            // A hidden class (JEP 371) has a slash in its name and cannot be named in code.
            if (!type.isArray()
                    && chain.containsKey(type.getClassLoader())
                    && type.getName().indexOf('/') < 0) {
                names.add(type.getName());
            }
        }
        return names;
    }

    private IdentityHashMap<ClassLoader, Integer> classCounts() {
        IdentityHashMap<ClassLoader, Integer> counts = new IdentityHashMap<ClassLoader, Integer>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = type.getClassLoader();
            if (loader != null && !type.isArray() && !isOurs(loader)) {
                Integer count = counts.get(loader);
                counts.put(loader, count == null ? 1 : count + 1);
            }
        }
        return counts;
    }

    /** Loaders of this or another session, and of the JDK's own reflection, which has one for each accessor. */
    private static boolean isOurs(ClassLoader loader) {
        String name = loader.getClass().getName();
        return name.startsWith(OUR_PACKAGE) || name.endsWith(".reflect.DelegatingClassLoader");
    }

    private LoaderFacts facts(ClassLoader loader, int classCount) {
        ClassLoader parent = loader.getParent();
        return new LoaderFacts(
                idOf(loader),
                loader.getClass().getName(),
                nameOf(loader),
                System.identityHashCode(loader),
                parent == null ? 0 : idOf(parent),
                classCount,
                ClassPath.of(loader));
    }

    private int idOf(ClassLoader loader) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).get() == loader) {
                return i + 1;
            }
        }
        known.add(new WeakReference<ClassLoader>(loader));
        return known.size();
    }

    private static String nameOf(ClassLoader loader) {
        return JavaRelease.hasModules() ? Modules.nameOf(loader) : null;
    }
}
