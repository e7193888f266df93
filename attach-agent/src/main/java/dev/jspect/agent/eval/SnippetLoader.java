// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loader of snippets' classes. Its parent is a loader of the application, so that snippets see what the application
 * sees; what rewritten snippets call is found in this runtime's own loader.
 */
public final class SnippetLoader extends ClassLoader {
    private static final String SUPPORT = "dev.jspect.agent.";

    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<String, byte[]>();
    private final List<String> added = new ArrayList<String>();

    SnippetLoader(ClassLoader parent) {
        super(parent);
    }

    /** Takes a class file; {@link #defineAdded} defines it, or whichever class refers to it first. */
    public synchronized void add(String name, byte[] classFile) {
        classFiles.put(name, classFile);
        added.add(name);
    }

    /**
     * Defines and links all classes added since the last call.
     *
     * @throws LinkageError when one is not valid, or refers to what is not there
     */
    // HotSpot's resolveClass does nothing; reflection links and verifies: what is not valid shows here, not in a run.
    @SuppressWarnings("ReturnValueIgnored")
    public synchronized void defineAdded() throws ClassNotFoundException {
        List<String> names = new ArrayList<String>(added);
        added.clear();
        for (String name : names) {
            loadClass(name).getDeclaredMethods();
        }
    }

    /** Calls a static method without parameters. Throws what it throws. */
    public Object invoke(String className, String method) throws Throwable {
        Method found = Class.forName(className, true, this).getDeclaredMethod(method);
        found.setAccessible(true);
        try {
            return found.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Reads a static field. */
    public Object read(String className, String field) throws ReflectiveOperationException {
        Field found = Class.forName(className, true, this).getDeclaredField(field);
        found.setAccessible(true);
        return found.get(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SUPPORT)) {
            return SnippetLoader.class.getClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null && classFiles.containsKey(name)) {
                known = findClass(name);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name);
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        Class<?> defined = defineClass(name, classFile, 0, classFile.length);
        classFiles.remove(name);
        return defined;
    }
}
