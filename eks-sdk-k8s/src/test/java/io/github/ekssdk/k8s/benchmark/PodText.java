package io.github.ekssdk.k8s.benchmark;

/** A pod such as a Deployment makes, as a server tells it. */
final class PodText {

    private static final String POD = """
        {"metadata":{"name":"web-7d4b9c6f5-%1$05d","generateName":"web-7d4b9c6f5-","namespace":"team-%2$d",
        "uid":"5f0c2a9e-0000-4000-8000-%1$012d","resourceVersion":"%1$d","creationTimestamp":"2026-01-01T00:00:00Z",
        "labels":{"app":"web","pod-template-hash":"7d4b9c6f5","team":"team-%2$d"},
        "annotations":{"kubernetes.io/config.seen":"2026-01-01T00:00:00Z"},
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-7d4b9c6f5","uid":"1c9a","controller":true,
        "blockOwnerDeletion":true}],
        "managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1",
        "time":"2026-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:generateName":{},"f:labels":{".":{},
        "f:app":{},"f:pod-template-hash":{},"f:team":{}},"f:ownerReferences":{".":{},"k:{\\"uid\\":\\"1c9a\\"}":{}}},
        "f:spec":{"f:containers":{"k:{\\"name\\":\\"app\\"}":{".":{},"f:env":{},"f:image":{},"f:imagePullPolicy":{},
        "f:name":{},"f:ports":{},"f:resources":{},"f:livenessProbe":{},"f:readinessProbe":{}}},"f:dnsPolicy":{},
        "f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{}}}}]},
        "spec":{"volumes":[{"name":"kube-api-access-x","projected":{"sources":[{"serviceAccountToken":{
        "expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt",
        "path":"ca.crt"}]}}],"defaultMode":420}}],
        "containers":[{"name":"app","image":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3","ports":[{
        "containerPort":8080,"protocol":"TCP"}],"env":[{"name":"STAGE","value":"production"},{"name":"REGION",
        "value":"eu-west-1"}],"resources":{"limits":{"memory":"512Mi"},"requests":{"cpu":"250m","memory":"512Mi"}},
        "volumeMounts":[{"name":"kube-api-access-x","readOnly":true,
        "mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],"livenessProbe":{"httpGet":{"path":"/healthz",
        "port":8080,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10},"imagePullPolicy":"IfNotPresent"}],
        "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst",
        "serviceAccountName":"default","nodeName":"ip-10-0-%2$d-17.eu-west-1.compute.internal","schedulerName":
        "default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute",
        "tolerationSeconds":300}],"priority":0},
        "status":{"phase":"Running","conditions":[{"type":"Initialized","status":"True",
        "lastTransitionTime":"2026-01-01T00:00:01Z"},{"type":"Ready","status":"True",
        "lastTransitionTime":"2026-01-01T00:00:05Z"}],"hostIP":"10.0.%2$d.17","podIP":"10.0.%2$d.99",
        "startTime":"2026-01-01T00:00:01Z","containerStatuses":[{"name":"app","state":{"running":{"startedAt":
        "2026-01-01T00:00:03Z"}},"ready":true,"restartCount":0,"image":
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3","started":true}],"qosClass":"Burstable"}}
        """;

    private PodText() {}

    static String of(int number) {
        return POD.formatted(number, number % 40);
    }
}
