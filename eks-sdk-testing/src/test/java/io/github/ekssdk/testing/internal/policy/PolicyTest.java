package io.github.ekssdk.testing.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final String CLUSTER = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";

    private static final Context CONTEXT = new Context()
            .put("aws:RequestTag/team", "web")
            .putAll("aws:TagKeys", List.of("team", "cost"))
            .put("aws:PrincipalArn", "arn:aws:iam::123456789012:role/eks/builder")
            .put("aws:username", "ann")
            .put("aws:SourceIp", "10.1.2.3")
            .put("aws:CurrentTime", "2026-11-22T12:00:00Z")
            .put("aws:SecureTransport", "true")
            .put("s:size", "7");

    private static Ask ask() {
        return new Ask("eks:CreateCluster", CLUSTER, CONTEXT);
    }

    private static Policy policy(String action, String resource, String condition) {
        return Policy.parse("{\"Statement\":{\"Effect\":\"Allow\"," + action + "," + resource + ",\"Condition\":"
                + condition.replace('\'', '"') + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'StringEquals':{'aws:RequestTag/team':'web'}} | true",
                "{'StringEquals':{'AWS:requesttag/team':['db','web']}} | true",
                "{'StringEquals':{'aws:RequestTag/team':'Web'}} | false",
                "{'StringEqualsIgnoreCase':{'aws:RequestTag/team':'WEB'}} | true",
                "{'StringNotEquals':{'aws:RequestTag/team':'db'}} | true",
                "{'StringNotEquals':{'aws:RequestTag/team':['db','web']}} | false",
                "{'StringNotEquals':{'aws:RequestTag/none':'db'}} | true",
                "{'StringLike':{'aws:RequestTag/team':'w?b*'}} | true",
                "{'StringNotLike':{'aws:RequestTag/team':'w*'}} | false",
                "{'StringEquals':{'aws:RequestTag/none':'x'}} | false",
                "{'StringEqualsIfExists':{'aws:RequestTag/none':'x'}} | true",
                "{'StringEqualsIfExists':{'aws:RequestTag/team':'x'}} | false",
                "{'Null':{'aws:RequestTag/team':'false'}} | true",
                "{'Null':{'aws:RequestTag/none':'true'}} | true",
                "{'Null':{'aws:RequestTag/none':'false'}} | false",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':['team','cost','env']}} | true",
                "{'ForAllValues:StringEquals':{'aws:TagKeys':['team']}} | false",
                "{'ForAllValues:StringEquals':{'aws:none':['team']}} | true",
                "{'ForAnyValue:StringEquals':{'aws:TagKeys':['cost']}} | true",
                "{'ForAnyValue:StringLike':{'aws:TagKeys':['env*']}} | false",
                "{'ForAnyValue:StringEquals':{'aws:none':['team']}} | false",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/eks/*'}} | true",
                "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::999999999999:role/*'}} | false",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:*:role/eks/builder'}} | false",
                "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/*'}} | true",
                "{'Bool':{'aws:SecureTransport':'true'}} | true",
                "{'Bool':{'aws:SecureTransport':'false'}} | false",
                "{'NumericLessThan':{'s:size':'10'}} | true",
                "{'NumericGreaterThanEquals':{'s:size':'8'}} | false",
                "{'NumericNotEquals':{'s:size':'8'}} | true",
                "{'DateGreaterThan':{'aws:CurrentTime':'2026-11-22T11:00:00Z'}} | true",
                "{'DateLessThan':{'aws:CurrentTime':'2026-11-22'}} | false",
                "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | true",
                "{'IpAddress':{'aws:SourceIp':'10.2.0.0/16'}} | false",
                "{'NotIpAddress':{'aws:SourceIp':'10.2.0.0/16'}} | true",
                "{'StringEquals':{'aws:username':'${aws:username}'}} | true",
                "{'StringEquals':{'aws:username':'${aws:PrincipalTag/none}'}} | false",
                "{'StringEquals':{'aws:RequestTag/team':'web','aws:username':'bob'}} | false",
            })
    void a_condition_holds(String condition, boolean holds) {
        Policy policy = policy("\"Action\":\"eks:*\"", "\"Resource\":\"*\"", condition);

        assertThat(policy.allows(ask())).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "eks:CreateCluster, true",
        "EKS:createcluster, true",
        "eks:Create*, true",
        "eks:*Cluster, true",
        "*, true",
        "eks:CreateCluste?, true",
        "eks:Describe*, false",
        "ec2:CreateCluster, false"
    })
    void an_action_is_meant_by_a_pattern(String pattern, boolean meant) {
        assertThat(policy("\"Action\":\"" + pattern + "\"", "\"Resource\":\"*\"", "{}")
                        .allows(ask()))
                .isEqualTo(meant);
        assertThat(policy("\"NotAction\":\"" + pattern + "\"", "\"Resource\":\"*\"", "{}")
                        .allows(ask()))
                .isNotEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:eks:eu-west-1:123456789012:cluster/prod, true",
        "arn:aws:eks:*:*:cluster/*, true",
        "arn:aws:eks:*:*:cluster/dev*, false",
        "arn:aws:eks:eu-west-1:123456789012:nodegroup/*, false",
        "arn:aws:eks:eu-west-1:123456789012:Cluster/prod, false"
    })
    void a_resource_is_meant_by_a_pattern(String pattern, boolean meant) {
        assertThat(policy("\"Action\":\"eks:*\"", "\"Resource\":\"" + pattern + "\"", "{}")
                        .allows(ask()))
                .isEqualTo(meant);
        assertThat(policy("\"Action\":\"eks:*\"", "\"NotResource\":\"" + pattern + "\"", "{}")
                        .allows(ask()))
                .isNotEqualTo(meant);
    }

    @Test
    void a_policy_of_a_resource_names_principals_or_their_account() {
        Principal ann = Principal.aws("123456789012", Set.of("arn:aws:iam::123456789012:user/ann"));
        Ask assume = new Ask("sts:AssumeRole", "arn:aws:iam::123456789012:role/a", new Context());

        assertThat(trust("\"arn:aws:iam::123456789012:user/ann\"").allows(ann, assume))
                .isTrue();
        assertThat(trust("\"arn:aws:iam::123456789012:user/bob\"").allows(ann, assume))
                .isFalse();
        assertThat(trust("\"arn:aws:iam::123456789012:root\"").allows(ann, assume))
                .isFalse();
        assertThat(trust("\"arn:aws:iam::123456789012:root\"").allowsAccountOf(ann, assume))
                .isTrue();
        assertThat(trust("\"123456789012\"").allowsAccountOf(ann, assume)).isTrue();
        assertThat(trust("\"999999999999\"").allowsAccountOf(ann, assume)).isFalse();
        assertThat(trust("\"*\"").allows(ann, assume)).isTrue();
    }

    private static Policy trust(String aws) {
        return Policy.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":" + aws
                + "},\"Action\":\"sts:AssumeRole\"}]}");
    }

    @Test
    void tags_of_the_resource_are_looked_up_only_when_a_policy_asks_for_them() {
        int[] lookups = {0};
        Context context = new Context().tagsOf(() -> {
            lookups[0]++;
            return Map.of("team", "web");
        });
        Ask ask = new Ask("eks:DeleteCluster", CLUSTER, context);

        assertThat(policy("\"Action\":\"eks:*\"", "\"Resource\":\"*\"", "{}").allows(ask))
                .isTrue();
        assertThat(lookups[0]).isZero();
        assertThat(policy(
                                "\"Action\":\"eks:*\"",
                                "\"Resource\":\"*\"",
                                "{'StringEquals':{'aws:ResourceTag/team':'web'}}")
                        .allows(ask))
                .isTrue();
        assertThat(lookups[0]).isEqualTo(1);
    }
}
