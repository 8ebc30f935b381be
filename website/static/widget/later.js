// The later part of the widget, see parts.js.

import { Attendance } from './attendance.js';
import { EnquiryForm } from './enquiry.js';

export const laterPart = { Attendance, EnquiryForm };
