export { accessRequest } from './rights/access.js';
export { erasureRequest } from './rights/erasure.js';
export { objectionRequest } from './rights/objection.js';
export { portabilityRequest } from './rights/portability.js';
export { rectificationRequest } from './rights/rectification.js';
export { restrictionRequest } from './rights/restriction.js';
export { triageRequest } from './triage.js';
