use super::signature;
