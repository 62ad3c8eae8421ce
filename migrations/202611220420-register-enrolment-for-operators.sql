-- Which municipalities are in, and who let them in, is for those who run the installation.
drop policy enrolment_read on register.enrolment;
