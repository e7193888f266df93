// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** The body of a lambda over an interface that is not public: a proxy, which the JDK defines next to the interface. */
final class InterfaceBody implements InvocationHandler {
    private final Lookup lookup;
    private final MethodHandle body;

    private InterfaceBody(Lookup lookup, MethodHandle body) {
        this.lookup = lookup;
        this.body = body;
    }

    /** Returns an object of the interface whose abstract methods run {@code body}, after the captured values. */
    static Object implement(Lookup lookup, Class<?> shape, MethodHandle body, Object[] captured) {
        return Proxy.newProxyInstance(
                shape.getClassLoader(),
                new Class<?>[] {shape},
                new InterfaceBody(lookup, MethodHandles.insertArguments(body, 0, captured)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            switch (method.getName()) {
                case "equals":
                    return proxy == arguments[0];
                case "hashCode":
                    return System.identityHashCode(proxy);
                default:
                    return proxy.getClass().getInterfaces()[0].getName() + "@" + System.identityHashCode(proxy);
            }
        }
        if (Modifier.isAbstract(method.getModifiers())) {
            return body.invokeWithArguments(arguments == null ? new Object[0] : arguments);
        }
        return lookup.unreflectSpecial(method, method.getDeclaringClass())
                .bindTo(proxy)
                .invokeWithArguments(arguments == null ? new Object[0] : arguments);
    }
}
