// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** Objects as they were at one moment after the other, for one reader of values. Not thread-safe. */
public final class MomentMemory implements FieldAccess {
    private final FieldAccess live;
    private FieldAccess now;

    /** Begins with the objects as they are. */
    public MomentMemory(FieldAccess live) {
        this.live = live;
        this.now = live;
    }

    /**
     * From now on objects are as they were then.
     *
     * @param moment null for as they are
     */
    public void use(Moment moment) {
        now = moment == null ? live : moment;
    }

    @Override
    public FieldLayout layout(Class<?> type) {
        return live.layout(type);
    }

    @Override
    public Object reference(Object object, long id) {
        return now.reference(object, id);
    }

    @Override
    public long bits(Object object, long id, byte kind) {
        return now.bits(object, id, kind);
    }

    @Override
    public Object identity(Object object) {
        return now.identity(object);
    }
}
