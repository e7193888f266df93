// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.classpath.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Shows the compiler a platform without walls between its modules: {@code java.base}, which javac cannot do without, exports
 * all it has, and the classes of all other modules lie on the class path. Where nothing is hidden the graph of some seventy
 * modules has nothing to say, and it was a third of the time to compile a first snippet.
 */
final class OpenFileManager extends TargetFileManager {
    private static final String BASE = "java.base";

    private final Platform platform;
    private final ClassView view;
    private final Map<String, List<JavaFileObject>> listed = new HashMap<>();

    /** The one module that there is. */
    private enum BaseModule implements Location {
        LOCATION;

        @Override
        public String getName() {
            return "SYSTEM_MODULES[java.base]";
        }

        @Override
        public boolean isOutputLocation() {
            return false;
        }
    }

    OpenFileManager(StandardJavaFileManager standard, TargetClasses classes, ClassView view) {
        super(standard, classes, view);
        this.platform = classes.platform();
        this.view = view;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location != BaseModule.LOCATION && location != StandardLocation.PLATFORM_CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        boolean inBase = location == StandardLocation.PLATFORM_CLASS_PATH || isBase(packageName);
        return inBase && kinds.contains(JavaFileObject.Kind.CLASS) ? platformObjects(packageName) : List.of();
    }

    /** JShell compiles each snippet with a few compilers, and each of them asks for java.lang. */
    private synchronized List<JavaFileObject> platformObjects(String packageName) throws IOException {
        List<JavaFileObject> known = listed.get(packageName);
        if (known == null) {
            known = objects(platform.classesIn(packageName));
            listed.put(packageName, known);
        }
        return known;
    }

    private boolean isBase(String packageName) throws IOException {
        return BASE.equals(platform.moduleOf(packageName));
    }

    /** What a module of the platform has comes first: loaders ask their parents first, too. */
    @Override
    Collection<String> classPathClassesIn(String packageName) throws IOException {
        String module = platform.moduleOf(packageName);
        if (module == null || module.equals(BASE)) {
            return super.classPathClassesIn(packageName);
        }
        Collection<String> names = new LinkedHashSet<>(platform.classesIn(packageName));
        names.addAll(super.classPathClassesIn(packageName));
        return names;
    }

    /** Where JShell looks for packages to complete. */
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        List<Path> jars = location == StandardLocation.PLATFORM_CLASS_PATH ? platform.jars() : List.of();
        return jars.isEmpty() ? super.getLocationAsPaths(location) : jars;
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.SYSTEM_MODULES
                || location == BaseModule.LOCATION
                || super.hasLocation(location);
    }

    @Override
    public Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
        return location == StandardLocation.SYSTEM_MODULES
                ? List.of(Set.of(BaseModule.LOCATION))
                : super.listLocationsForModules(location);
    }

    @Override
    public @Nullable Location getLocationForModule(Location location, String moduleName) throws IOException {
        if (location != StandardLocation.SYSTEM_MODULES) {
            return super.getLocationForModule(location, moduleName);
        }
        return moduleName.equals(BASE) ? BaseModule.LOCATION : null;
    }

    @Override
    public @Nullable String inferModuleName(Location location) throws IOException {
        return location == BaseModule.LOCATION ? BASE : super.inferModuleName(location);
    }

    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        if (location != BaseModule.LOCATION) {
            return super.getJavaFileForInput(location, className, kind);
        }
        return className.equals("module-info") && kind == JavaFileObject.Kind.CLASS
                ? new ClassFileObject(className, () -> view.showPlatform(className, platform.moduleInfo(BASE)))
                : null;
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof ClassFileObject || super.contains(location, file);
    }
}
