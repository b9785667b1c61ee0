package io.github.ekssdk.eksctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.EksctlConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are no {@code ClusterConfig}, each with the message that it gives. */
class BadYamlTest {

    private static final String HEAD = """
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: {name: demo, region: eu-west-1}
        """;

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
        upgradePolicie: {}                             | line 4, column 1, upgradePolicie: eksctl's format has no such key here. Did you mean upgradePolicy?
        somethingElse: 1                               | line 4, column 1, somethingElse: eksctl's format has no such key here. Leave it out.
        vpc: {CIDR: 10.0.0.0/16}                       | line 4, column 7, vpc.CIDR: eksctl's format has no such key here. Did you mean cidr?
        vpc: []                                        | line 4, column 6, vpc: There is a list. eksctl asks for an object here.
        vpc: text                                      | line 4, column 6, vpc: There is 'text'. eksctl asks for an object here.
        availabilityZones: eu-west-1a                  | line 4, column 20, availabilityZones: There is 'eu-west-1a'. eksctl asks for a list of texts here.
        availabilityZones: [1]                         | line 4, column 21, availabilityZones[0]: 1 without quotation marks is a number, not text. Write "1".
        managedNodeGroups: {}                          | line 4, column 20, managedNodeGroups: There is an object. eksctl asks for a list of objects here.
        managedNodeGroups: [{}]                        | line 4, column 21, managedNodeGroups[0].name: The key is missing. eksctl asks for it.
        managedNodeGroups: [{name: 7}]                 | line 4, column 28, managedNodeGroups[0].name: 7 without quotation marks is a number, not text. Write "7".
        managedNodeGroups: [{name: a, minSize: two}]   | line 4, column 40, managedNodeGroups[0].minSize: There is 'two'. eksctl asks for a whole number here.
        managedNodeGroups: [{name: a, minSize: "2"}]   | line 4, column 40, managedNodeGroups[0].minSize: There is '2'. eksctl asks for a whole number here.
        managedNodeGroups: [{name: a, spot: maybe}]    | line 4, column 37, managedNodeGroups[0].spot: There is 'maybe'. eksctl asks for true or false here.
        managedNodeGroups: [{name: a, spot: "true"}]   | line 4, column 37, managedNodeGroups[0].spot: There is 'true'. eksctl asks for true or false here.
        managedNodeGroups: [{name: a, labels: {b: yes}}] | line 4, column 43, managedNodeGroups[0].labels.b: yes without quotation marks is true or false, not text. Write "yes".
        managedNodeGroups: [{name: a, labels: [b]}]    | line 4, column 39, managedNodeGroups[0].labels: There is a list. eksctl asks for a map of texts here.
        managedNodeGroups: [{name: a, taints: x}]      | line 4, column 39, managedNodeGroups[0].taints: There is 'x'. eksctl asks for a list of taints, or a map here.
        managedNodeGroups: [{name: a, taints: [{key: k, effect: Never}]}] | line 4, column 57, managedNodeGroups[0].taints[0].effect: 'Never' is not among what eksctl knows. Write NoSchedule or PreferNoSchedule or NoExecute.
        managedNodeGroups: [{name: a, volumeType: gp9}] | line 4, column 43, managedNodeGroups[0].volumeType: 'gp9' is not among what eksctl knows. Write gp2 or gp3 or io1 or io2 or sc1 or st1.
        vpc: {nat: {gateway: Double}}                  | line 4, column 22, vpc.nat.gateway: 'Double' is not among what eksctl knows. Write HighlyAvailable or Single or Disable.
        fargateProfiles: [{name: a, selectors: [{}]}]  | line 4, column 41, fargateProfiles[0].selectors[0].namespace: The key is missing. eksctl asks for it.
        secretsEncryption: {}                          | line 4, column 20, secretsEncryption.keyARN: The key is missing. eksctl asks for it.
        kind: ClusterConfig                            | line 4, column 1, kind: The key is there twice. Leave one of them out.
        nodeGroups: [{name: a, maxPrice: 1}]           | line 4, column 24, nodeGroups[0].maxPrice: eksctl's format has no such key here. Leave it out.
        nodeGroups: [{name: a, kubeletExtraConfig: x}] | line 4, column 44, nodeGroups[0].kubeletExtraConfig: There is 'x'. eksctl asks for an object here.
        """)
    void a_wrong_line_is_refused_with_its_place(String line, String message) {
        EksctlConfigException refusal = refusal(HEAD + line + "\n");

        assertThat(refusal).hasMessage("The text has one problem.\n  " + message);
        assertThat(refusal.problems()).hasSize(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
        1.30   | 1.30 without quotation marks is the number 1.3, not text. Write "1.30".
        1      | 1 without quotation marks is a number, not text. Write "1".
        true   | true without quotation marks is true or false, not text. Write "true".
        """)
    void a_version_without_quotation_marks_is_refused(String version, String message) {
        String yaml = HEAD.replace("name: demo", "name: demo, version: " + version);

        assertThat(refusal(yaml))
                .hasMessage("The text has one problem.\n  line 3, column 33, metadata.version: " + message);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        ''                                                    | the document: There is nothing in it. Describe a ClusterConfig.
        'a: [b'                                               | line 1, column 6: It is not YAML: expected ',' or ']', but got <stream end>. Mend it there.
        '[a]'                                                 | line 1, column 1, the document: There is a list. eksctl asks for an object here.
        'text'                                                | line 1, column 1, the document: There is 'text'. eksctl asks for an object here.
        '{apiVersion: v1, kind: Pod}'                         | line 1, column 1, kind: It is a Pod of v1. This SDK reads a ClusterConfig of eksctl.io/v1alpha5.
        '{apiVersion: eksctl.io/v1alpha5, kind: ClusterConfig}' | line 1, column 1, metadata: The key is missing. eksctl asks for it.
        """)
    void a_text_of_another_kind_is_refused(String yaml, String message) {
        assertThat(refusal(yaml)).hasMessage("The text has one problem.\n  " + message);
    }

    private static EksctlConfigException refusal(String yaml) {
        return catchThrowableOfType(EksctlConfigException.class, () -> EksctlConfig.parse(yaml));
    }
}
