package org.freedomcheckout.web;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import ognl.ObjectPropertyAccessor;
import ognl.OgnlException;
import ognl.OgnlRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of records for templates. OGNL, by which Thymeleaf reads, would do it too, but knows beans only and
 * so looks through all of a record's methods each time.
 */
final class RecordProperties extends ObjectPropertyAccessor {

    private static final ClassValue<Map<String, Method>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .collect(Collectors.toMap(RecordComponent::getName, RecordProperties::accessor));
        }
    };

    private RecordProperties() {}

    /** From now on, for all templates. */
    static void install() {
        OgnlRuntime.setPropertyAccessor(Record.class, new RecordProperties());
    }

    private static Method accessor(RecordComponent component) {
        var accessor = component.getAccessor();
        // The record itself may be known to its class alone.
        accessor.setAccessible(true);
        return accessor;
    }

    @Override
    @SuppressWarnings("rawtypes") // as OGNL declares it
    public @Nullable Object getProperty(Map context, Object target, Object name) throws OgnlException {
        var component = COMPONENTS.get(target.getClass()).get(name);
        if (component == null) {
            return super.getProperty(context, target, name);
        }
        try {
            return component.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new OgnlException(target.getClass().getName() + "." + name, e);
        }
    }
}
