package org.freedomcheckout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.freedomcheckout.sandbox.HttpCall;

/** Requests go by Apache HttpClient, those of tests too. */
@AnalyzeClasses(packages = "org.freedomcheckout")
class HttpClientsTest {

    @ArchTest
    static final ArchRule theJdksHttpClientIsLeftAlone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HttpCall.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .because("it loses answers on connections that it uses again (JDK-8357639, in 25.0.3 too);"
                    + " the sandbox, which knows the JDK only, has a connection for each call");
}
