package org.freedomcheckout.mutation;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Lets a JVM that PIT has started to try changes only list its tests, where PIT would run them all to get their names: it
 * ran them already to see what they reach, and starts such a JVM for every class. What a class of tests starts for all of
 * them is started, so that it stands before anything is changed.
 */
public final class SkipWhileListing implements InvocationInterceptor {

    private static final Set<String> LISTING =
            Set.of("org.pitest.mutationtest.execute.MutationTestMinion", "org.pitest.junit5.JUnit5TestUnitFinder");

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        unlessListing(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        unlessListing(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        unlessListing(invocation);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        unlessListing(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        unlessListing(invocation);
    }

    private static void unlessListing(Invocation<Void> invocation) throws Throwable {
        if (isListing()) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    private static boolean isListing() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(LISTING::contains)
                        .collect(Collectors.toSet()))
                .equals(LISTING);
    }
}
