package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessPolicyAssociation;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;

/** Compares an access entry that is there with what a mapping asks for. */
final class Comparison {

    private Comparison() {}

    /** Returns what the entry lacks, in words; nothing if it lets the principal do all of it. */
    static List<String> lacks(ResourceState entry, AccessEntrySpec wanted) {
        List<String> lacks = new ArrayList<>();
        if (!Entries.principal(entry).equals(wanted.principalArn())) {
            lacks.add("it is for " + Entries.principal(entry) + ", not for " + wanted.principalArn());
        }
        if (!Entries.type(entry).equals(wanted.type().name())) {
            lacks.add("its type is " + Entries.type(entry) + ", not " + wanted.type());
        }
        wanted.username()
                .filter(name -> !name.equals(Entries.username(entry)))
                .ifPresent(name -> lacks.add("its user name is " + Entries.username(entry) + ", not " + name));
        wanted.kubernetesGroups().stream()
                .filter(group -> !Entries.groups(entry).contains(group))
                .forEach(group -> lacks.add("it lacks the group " + group));
        wanted.policies().stream()
                .map(AccessPolicyAssociation::policy)
                .filter(policy -> Entries.policies(entry).stream().noneMatch(arn -> arn.endsWith("/" + policy.name())))
                .forEach(policy -> lacks.add("it lacks the access policy " + policy.name()));
        return lacks;
    }
}
